#!/usr/bin/python3
"""Plays an RTSP stream with GStreamer, pauses, and plays on. Prints the number of pads that were added.

Usage: pause.py URL USER PASSWORD
"""
import sys
import time

import gi

gi.require_version("Gst", "1.0")
from gi.repository import Gst  # noqa: E402

Gst.init(None)
url, user, password = sys.argv[1:]
pipeline = Gst.parse_launch(
    f'rtspsrc name=source location={url} user-id={user} user-pw="{password}" protocols=tcp latency=100'
    " ! rtph264depay ! h264parse ! fakesink name=sink signal-handoffs=true sync=false async=false")
frames = []
pads = []
pipeline.get_by_name("sink").connect("handoff", lambda sink, frame, pad: frames.append(frame.pts))
pipeline.get_by_name("source").connect("pad-added", lambda source, pad: pads.append(pad))


def change(state):
    pipeline.set_state(state)
    pipeline.get_state(10 * Gst.SECOND)


def await_frames(count):
    deadline = time.monotonic() + 20
    while len(frames) < count:
        message = pipeline.get_bus().timed_pop_filtered(20 * Gst.MSECOND, Gst.MessageType.ERROR | Gst.MessageType.EOS)
        if message:
            sys.exit(f"stopped: {message.parse_error() if message.type == Gst.MessageType.ERROR else 'end of stream'}")
        if time.monotonic() > deadline:
            sys.exit(f"only {len(frames)} of {count} frames")


change(Gst.State.PLAYING)
await_frames(20)
first_pads = len(pads)
change(Gst.State.PAUSED)
time.sleep(0.3)
paused = len(frames)
change(Gst.State.PLAYING)
await_frames(paused + 20)
print("continued, new pads:", len(pads) - first_pads)
pipeline.set_state(Gst.State.NULL)
