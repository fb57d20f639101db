// Everything that holds a value: text, dates, choices, files. Draws by type; what is given goes to `take`.

import { html } from 'htm/preact';
import { Combobox } from './combobox.js';
import { localOf, secondsOf } from './moments.js';
import { plain, words } from './mrkdwn.js';
import { fill, offered } from './press.js';
import { useReader } from './reader.js';
import { act, state } from './store.js';
import { optionsOf } from './typed.js';

/** What every field carries so that its label, hint and error are heard with it. */
const named = ({ id, label, described, isWrong, element }) => ({
  id,
  'aria-label': label,
  'aria-describedby': described,
  'aria-invalid': isWrong,
  placeholder: element.placeholder && plain(element.placeholder),
});

const TYPES = { email_text_input: 'email', url_text_input: 'url', number_input: 'text' };

function Text(props) {
  const { element, value, take } = props;
  const onInput = (event) => take(event.target.value);
  const shared = { ...named(props), value: value ?? '', onInput, maxlength: element.max_length };
  if (element.multiline || element.type === 'rich_text_input') return html`<textarea ...${shared} rows="4" />`;
  const mode = element.type === 'number_input' ? 'decimal' : undefined;
  return html`<input ...${shared} type=${TYPES[element.type] ?? 'text'} inputmode=${mode} autocomplete="off" />`;
}

function Day(props) {
  const { element, value, take } = props;
  const type = element.type === 'datepicker' ? 'date' : 'time';
  return html`<input ...${named(props)} type=${type} value=${value ?? ''} onChange=${(event) => take(event.target.value || null)} />`;
}

function Moment(props) {
  const { zone } = useReader();
  const { value, take } = props;
  const give = (event) => take(event.target.value ? secondsOf(event.target.value, zone) : null);
  return html`<input ...${named(props)} type="datetime-local" value=${value ? localOf(value, zone) : ''} onChange=${give} />`;
}

const Option = ({ option }) => html`<option value=${option.value}>${plain(option.text)}</option>`;

function Select(props) {
  const { element, value, take, isOptional } = props;
  const groups = element.option_groups?.map(
    ({ label, options }) =>
      html`<optgroup label=${plain(label)}>${options.map((option) => html`<${Option} option=${option} />`)}</optgroup>`,
  );
  const list = groups ?? element.options.map((option) => html`<${Option} option=${option} />`);
  const { placeholder = 'Choose…', ...rest } = named(props);
  return html`<select ...${rest} value=${value ?? ''} onChange=${(event) => take(event.target.value || null)}>
    ${(isOptional || value === undefined || value === null) && html`<option value="">${placeholder}</option>`}${list}</select>`;
}

const asOption = ({ id, name, realName }) => ({ value: id, text: realName ?? `#${name}` });

/** People and channels are options too; only their values are other ones. */
const known = {
  users: () => state.place.people.map(asOption),
  conversations: () => [...state.channels.values()].filter(({ kind }) => kind !== 'im').map(asOption),
  channels: () => [...state.channels.values()].filter(({ kind }) => kind === 'public').map(asOption),
};

const Known = (props) =>
  html`<${Select} ...${props} element=${{ ...props.element, options: known[props.element.type.split('_')[0]]() }} />`;

const matching = (options) => (query) =>
  options.filter(({ text }) => plain(text).toLowerCase().includes(query.toLowerCase()));

function Several(props) {
  const { element, value, take, id, label, described, isWrong } = props;
  const kind = element.type.split('_')[1];
  const options = known[kind]?.() ?? optionsOf(element);
  const chosen = options.filter((option) => (value ?? []).includes(option.value));
  const give = (all) => take(all.map((option) => option.value));
  return html`<${Combobox} id=${id} label=${label} described=${described} isWrong=${isWrong} isMany=${true} chosen=${chosen}
    load=${async (query) => matching(options)(query)} choose=${give} placeholder=${plain(element.placeholder ?? 'Choose…')} />`;
}

function External(props) {
  const { element, block, at, value, id, label, described, isWrong } = props;
  const isMany = element.type.startsWith('multi_');
  const picked = (given) => (isMany ? given.map((each) => each.value) : (given?.value ?? null));
  const give = (given) => (props.isPressed ? props.take(picked(given)) : fill(at.view, block, element, picked(given)));
  return html`<${Combobox} id=${id} label=${label} described=${described} isWrong=${isWrong} isMany=${isMany}
    chosen=${[value ?? []].flat()} least=${element.min_query_length ?? 3} choose=${give}
    load=${(query) => offered(at.view, element, query)} placeholder=${plain(element.placeholder ?? 'Type to search…')} />`;
}

function Boxes({ element, value, take, id, label, labelled, described }) {
  const reader = useReader();
  const isMany = element.type === 'checkboxes';
  const held = [value ?? []].flat();
  const turn = (option, isOn) => {
    if (!isMany) return take(option.value);
    const others = held.filter((each) => each !== option.value);
    return take(isOn ? [...others, option.value] : others);
  };
  return html`<div class="boxes" role=${isMany ? 'group' : 'radiogroup'} aria-label=${label} aria-labelledby=${labelled} aria-describedby=${described}>
    ${element.options.map(
      (
        option,
        index,
      ) => html`<label class="box-line"><input type=${isMany ? 'checkbox' : 'radio'} name=${id} id=${index === 0 ? id : undefined}
        checked=${held.includes(option.value)} onChange=${(event) => turn(option, event.target.checked)} />
        <span>${words(option.text, reader)}${option.description && html`<small>${words(option.description, reader)}</small>`}</span></label>`,
    )}</div>`;
}

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reading = new FileReader();
    reading.onload = () => resolve(reading.result.split(',')[1] ?? '');
    reading.onerror = () => reject(reading.error);
    reading.readAsDataURL(file);
  });

function Files(props) {
  const { element, block, at, value } = props;
  const give = async (event) => {
    const kept = [];
    for (const file of event.target.files) {
      const outcome = await act({ do: 'file', name: file.name, content: await base64(file) });
      if (outcome) kept.push(outcome.body);
    }
    await fill(at.view, block, element, kept);
  };
  const types = element.filetypes?.map((type) => `.${type}`).join(',');
  return html`<input ...${named(props)} type="file" accept=${types} multiple=${(element.max_files ?? 10) > 1} onChange=${give} />
    ${(value ?? []).length > 0 && html`<p class="quiet">${value.map(({ name }) => name).join(', ')}</p>`}`;
}

const DRAW = [
  [/^(plain_text|email_text|url_text|number|rich_text)_input$/, Text],
  [/^(datepicker|timepicker)$/, Day],
  [/^datetimepicker$/, Moment],
  [/external_select$/, External],
  [/^multi_/, Several],
  [/^(users|conversations|channels)_select$/, Known],
  [/^static_select$/, Select],
  [/^(checkboxes|radio_buttons)$/, Boxes],
  [/^file_input$/, Files],
];

export function Field(props) {
  const draw = DRAW.find(([type]) => type.test(props.element.type))?.[1];
  return draw ? html`<${draw} ...${props} />` : html`<em>${props.element.type}</em>`;
}
