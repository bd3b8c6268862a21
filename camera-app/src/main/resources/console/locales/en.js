export default { title: 'Camera' };
