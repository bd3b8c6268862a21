# Uses a camera by zeep, from ONVIF's own WSDLs: zeep-client.py WSDL-FOLDER PORT USER PASSWORD
# Prints what it was told, one line each. Zeep parses responses strictly.
import sys
from datetime import timedelta

from zeep import Client
from zeep.transports import Transport
from zeep.wsse.username import UsernameToken

FOLDER, PORT, USER, PASSWORD = sys.argv[1:]
ANY = '<xs:complexType name="{}"><xs:sequence><xs:any namespace="##any" minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType>'
# Schemas of others, as far as these services need them.
IMPORTED = {
    'xmlmime': ('http://www.w3.org/2005/05/xmlmime', '<xs:attribute name="contentType" type="xs:string"/>'),
    'soap-envelope': ('http://www.w3.org/2003/05/soap-envelope', ANY.format('Envelope') + ANY.format('Fault')),
    'b-2.xsd': ('http://docs.oasis-open.org/wsn/b-2',
                ANY.format('FilterType') + ANY.format('NotificationMessageHolderType')),
    'include': ('http://www.w3.org/2004/08/xop/include', '<xs:element name="Include"/>'),
}


class Offline(Transport):
    def load(self, url):
        for end, (namespace, content) in IMPORTED.items():
            if url.endswith(end):
                return ('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">%s</xs:schema>'
                        % (namespace, content)).encode()
        return super().load(url)


def service(wsdl, binding, path):
    client = Client(FOLDER + '/' + wsdl, wsse=UsernameToken(USER, PASSWORD, use_digest=True), transport=Offline())
    return client.create_service(binding, 'http://127.0.0.1:%s/onvif/%s' % (PORT, path))


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
