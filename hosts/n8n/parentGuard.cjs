// Preloaded into n8n: ends it when the program that started it is gone, however that ended (a SIGKILL included).
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 1000).unref();
