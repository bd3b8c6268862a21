#!/usr/bin/python3
"""GStreamer's RTSP server: serves H.264 in a Matroska file as /loop, one media for all viewers.

usage: gstreamer-server.py PORT FILE
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

port, loop = sys.argv[1:3]
Gst.init(None)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    f'( filesrc location="{loop}" ! matroskademux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )'
)
factory.set_shared(True)
server = GstRtspServer.RTSPServer()
server.set_service(port)
server.set_backlog(256)
server.get_mount_points().add_factory("/loop", factory)
server.attach(None)
GLib.MainLoop().run()
