// Watches a stream with the npm library rtsp-client, by UDP, and tells what came.
//   node watch.cjs URL USER PASSWORD PICTURES
const dgram = require('dgram');
const Client = require('rtsp-client');

const [url, user, password, pictures] = process.argv.slice(2);

// Where a key frame begins: H.264 (RFC 6184), H.265 (RFC 7798), JPEG always.
function startsKeyFrame(codec, payload) {
  if (codec === 'H264') {
    const type = payload[0] & 0x1f;
    return type === 5 || (type === 28 && payload[1] & 0x80 && (payload[1] & 0x1f) === 5);
  }
  if (codec === 'H265') {
    const type = (payload[0] >> 1) & 0x3f;
    const whole = type === 49 ? (payload[2] & 0x80 ? payload[2] & 0x3f : -1) : type;
    return whole >= 16 && whole <= 21;
  }
  return true;
}

async function main() {
  const client = new Client();
  client.authenticate(user, password);
  await client.connect(url);
  const described = await client.describe();
  const sdp = described.body.plain;
  const codec = /a=rtpmap:[0-9]+ ([A-Za-z0-9-]+)\/90000/.exec(sdp)[1];
  const socket = dgram.createSocket('udp4');
  await new Promise((bound) => socket.bind(0, '127.0.0.1', bound));
  socket.setRecvBufferSize(1 << 20);
  const frames = [];
  let frame = { bytes: 0, key: false };
  const done = new Promise((enough) => socket.on('message', (packet) => {
    const payload = packet.subarray(12);
    frame.time = packet.readUInt32BE(4);
    frame.bytes += payload.length;
    frame.key = frame.key || startsKeyFrame(codec, payload);
    if (packet[1] & 0x80) {
      frames.push(frame);
      frame = { bytes: 0, key: false };
      if (frames.length >= Number(pictures)) enough();
    }
  }));
  const port = socket.address().port;
  const setUp = await client.setup('trackID=0', `RTP/AVP;unicast;client_port=${port}-${port + 1}`);
  client.setSession(setUp.headers.find((header) => header.name === 'Session').values[0].value.split(';')[0]);
  const played = await client.play();
  await done;
  console.log(`codec ${codec} status ${setUp.statusCode} ${played.statusCode}`);
  for (const { time, bytes, key } of frames) {
    console.log(`frame ${((time - frames[0].time) >>> 0) / 90000} ${bytes} ${key}`);
  }
  process.exit(0);
}

main().catch((failure) => {
  console.error(failure.message ?? failure);
  process.exit(1);
});
