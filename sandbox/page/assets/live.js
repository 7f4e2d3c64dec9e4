// Keeps the page up to date and presses its buttons without loading it anew. Without this file everything works by hand.
const connection = document.getElementById('connection');
const source = new EventSource(`/live${location.search}`);

source.addEventListener('open', () => (connection.textContent = 'This page shows what happens as it happens.'));
source.addEventListener('error', () => {
	connection.textContent = 'The sandbox does not answer. Is it still running in the terminal?';
});
source.addEventListener('part', ({ data }) => {
	const { id, content } = JSON.parse(data);
	const element = document.getElementById(id);
	if (!element) return;
	// As the browser writes it; what is there already is not announced a second time.
	const fresh = document.createElement('template');
	fresh.innerHTML = content;
	if (fresh.innerHTML === element.innerHTML) return;
	const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
	const open = [...element.querySelectorAll('details[open]')].map((one) => one.id);
	element.replaceChildren(fresh.content);
	for (const one of open) document.getElementById(one)?.setAttribute('open', '');
	if (focused) document.getElementById(focused)?.focus();
});

document.addEventListener('submit', async (event) => {
	event.preventDefault();
	const { target: form, submitter } = event;
	const body = new URLSearchParams(new FormData(form, submitter));
	const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, redirect: 'manual' }).catch(
		() => null,
	);
	// A redirect that is not followed has the type opaqueredirect and status 0: the deed is done.
	if (answer?.type !== 'opaqueredirect')
		connection.textContent = 'The sandbox could not do that. Load this page again.';
});
