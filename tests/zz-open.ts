import { aStore } from './support/order-work.ts';
import { startTestServer } from './support/test-server.ts';
import { anAcceptedJob } from './support/accepted-job.ts';
async function m(n:string,f:()=>Promise<void>,k=8){await f();const c=process.cpuUsage(),t=performance.now();for(let i=0;i<k;i++)await f();const d=process.cpuUsage(c);console.log(n,'wall',((performance.now()-t)/k).toFixed(0),'cpu',((d.user+d.system)/1000/k).toFixed(0))}
await m('aStore', async()=>{const s=await aStore();await s.close()});
await m('acceptedJob', async()=>{const s=await anAcceptedJob();await s.close()});
await m('server', async()=>{const s=await startTestServer();await s.close()});
await m('server no bg', async()=>{const s=await startTestServer({background:false});await s.close()});
await m('server signin', async()=>{const s=await startTestServer({background:false});const { email } = await s.addProvider({ id: 'anna' });await s.signIn(email);await s.close()});
