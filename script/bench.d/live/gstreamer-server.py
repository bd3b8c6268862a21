#!/usr/bin/env python3
"""GStreamer's RTSP server: serves an H.264 file in a loop as /loop, one media for all viewers.

usage: gstreamer-server.py PORT FILE FRAMES_PER_SECOND
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

port, loop, rate = sys.argv[1:4]
Gst.init(None)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    f'( multifilesrc location="{loop}" loop=true caps="video/x-h264,stream-format=byte-stream,framerate={rate}/1"'
    " ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )"
)
factory.set_shared(True)
server = GstRtspServer.RTSPServer()
server.set_service(port)
server.set_backlog(256)
server.get_mount_points().add_factory("/loop", factory)
server.attach(None)
GLib.MainLoop().run()
