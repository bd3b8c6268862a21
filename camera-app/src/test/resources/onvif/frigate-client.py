# Sends the calls of Frigate's autotracking in its order (frigate/ptz/onvif.py and autotrack.py, July 2026):
# frigate-client.py WSDL-FOLDER PORT USER PASSWORD. Prints what Frigate would find.
import time

from zeep_service import service

media = service('ver10/media/wsdl/media.wsdl', '{http://www.onvif.org/ver10/media/wsdl}MediaBinding', 'media_service')
head = service('ver20/ptz/wsdl/ptz.wsdl', '{http://www.onvif.org/ver20/ptz/wsdl}PTZBinding', 'ptz_service')
imaging = service('ver20/imaging/wsdl/imaging.wsdl', '{http://www.onvif.org/ver20/imaging/wsdl}ImagingBinding',
                  'imaging_service')

# _init_onvif
profile = [p for p in media.GetProfiles() if p.VideoEncoderConfiguration and p.PTZConfiguration
           and p.PTZConfiguration.DefaultContinuousPanTiltVelocitySpace is not None][0]
source = media.GetVideoSources()[0].token
configuration = profile.PTZConfiguration
options = head.GetConfigurationOptions(ConfigurationToken=configuration.token)
space = [s for s in options.Spaces.RelativePanTiltTranslationSpace if 'TranslationSpaceFov' in s['URI']][0]
print('field of view', configuration.DefaultRelativePanTiltTranslationSpace == space.URI, space.XRange.Min,
      space.XRange.Max)
translation = head.GetStatus(ProfileToken=profile.token).Position
translation.PanTilt.space = space.URI
translation.Zoom.space = [s for s in options.Spaces.RelativeZoomTranslationSpace
                          if 'TranslationGenericSpace' in s['URI']][0].URI
zoom_range = options.Spaces.AbsoluteZoomPositionSpace[0].XRange
presets = {preset.Name.lower(): preset.token for preset in head.GetPresets(ProfileToken=profile.token)}
print('focus', imaging.GetImagingSettings(VideoSourceToken=source).Focus is not None)
# get_service_capabilities: a string, or a boolean
print('move status', head.GetServiceCapabilities().MoveStatus)


def wait():
    """Polls without a pause, as Frigate's calibration does."""
    moved = False
    for _ in range(2000):
        status = head.GetStatus(ProfileToken=profile.token)
        if status.MoveStatus.PanTilt == 'IDLE' and status.MoveStatus.Zoom == 'IDLE':
            return moved, status.Position
        moved = True
        time.sleep(0.02)
    raise SystemExit('still moving')


def relative(pan, tilt, zoom=0):
    speed = {'PanTilt': {'x': 1, 'y': 1}}
    translation.PanTilt.x, translation.PanTilt.y = pan, tilt
    sent = {'PanTilt': translation.PanTilt}
    if zoom != 0:
        speed['Zoom'] = {'x': 1}
        sent['Zoom'] = {'x': zoom}
    head.RelativeMove(ProfileToken=profile.token, Translation=sent, Speed=speed)


def report(name, result):
    moved, at = result
    print(name, 'moved' if moved else 'stood', round(at.PanTilt.x, 3), round(at.PanTilt.y, 3), round(at.Zoom.x, 3))


# _calibrate_camera and _process_move_queue
head.GotoPreset(ProfileToken=profile.token, PresetToken=presets['preset 3'])
report('preset', wait())
relative(0.5, 0.25)
report('relative', wait())
relative(-0.5, -0.25, 0.05)
report('zoom', wait())
head.AbsoluteMove(ProfileToken=profile.token, Position={'Zoom': zoom_range.Min}, Speed={'Zoom': 1})
report('wide', wait())
head.Stop(ProfileToken=profile.token, PanTilt=True, Zoom=True)
