// A worker: browsers slow down the timers of hidden pages to one in a minute, which would end the session.
setInterval(() => postMessage('tick'), 1000);
