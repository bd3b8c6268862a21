# Uses a camera by zeep: zeep-client.py WSDL-FOLDER PORT USER PASSWORD
# Prints what it was told, one line each.
from datetime import timedelta

from zeep_service import service

device = service('ver10/device/wsdl/devicemgmt.wsdl', '{http://www.onvif.org/ver10/device/wsdl}DeviceBinding',
                 'device_service')
print('model', device.GetDeviceInformation().Model)
print('services', len(device.GetServices(IncludeCapability=True)))
media = service('ver20/media/wsdl/media.wsdl', '{http://www.onvif.org/ver20/media/wsdl}Media2Binding',
                'media2_service')
print('profiles', ' '.join(profile.token for profile in media.GetProfiles(Type=['All'])))
encoder = media.GetVideoEncoderConfigurations()[0]
encoder.RateControl.BitrateLimit = 1500
media.SetVideoEncoderConfiguration(Configuration=encoder)
print('bit rate', media.GetVideoEncoderConfigurations()[0].RateControl.BitrateLimit)
head = service('ver20/ptz/wsdl/ptz.wsdl', '{http://www.onvif.org/ver20/ptz/wsdl}PTZBinding', 'ptz_service')
head.ContinuousMove(ProfileToken='main', Velocity={'PanTilt': {'x': 0.2, 'y': 0.1}}, Timeout=timedelta(seconds=5))
print('head', head.GetStatus(ProfileToken='main').MoveStatus.PanTilt)
head.Stop(ProfileToken='main')
