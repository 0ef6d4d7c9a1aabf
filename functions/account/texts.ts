/** What a person reads when signing in or setting up did not work, by the failure's reason. */
export const REFUSALS: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  'sign-in-failed': {
    title: 'Nie udało się zalogować',
    text: 'Odpowiedź usługi logowania była nieprawidłowa albo użyto jej drugi raz. Zacznij logowanie od początku.',
  },
  'sign-in-cancelled': {
    title: 'Logowanie przerwane',
    text: 'Logowanie zostało przerwane. Możesz zacząć je od początku.',
  },
  'sign-in-expired': {
    title: 'Logowanie trwało za długo',
    text: 'Minęło za dużo czasu albo logowanie zaczęto w innej przeglądarce. Zacznij je od początku.',
  },
  'no-account': {
    title: 'Nie ma tu Twojego konta',
    text: 'Logowanie się udało, ale ta osoba nie ma konta w systemie albo konto jest wyłączone. Poproś administratora swojej instytucji, aby dodał Twój adres e-mail.',
  },
  'no-role': {
    title: 'Nie masz dziś żadnej roli',
    text: 'Twoje konto działa, ale nie masz obecnie żadnej roli. Poproś administratora swojej instytucji o jej nadanie.',
  },
  'setup-gone': {
    title: 'Ten odnośnik startowy już nie działa',
    text: 'System ma już administratora albo odnośnik wygasł. Nowy odnośnik pokaże się po ponownym uruchomieniu pustego systemu.',
  },
};

/** Sentences of the setup form's errors, by the rule's code. */
export const FIELD_SENTENCES: Readonly<Record<string, string>> = {
  required: 'Wypełnij to pole',
  'too-long': 'Tekst jest za długi',
  email: 'Podaj poprawny adres e-mail, na przykład anna@klub.pl',
  'email-twice': 'Ten adres e-mail jest już wpisany przy innej osobie',
  'club-code': 'Podaj skrót z 2–5 wielkich liter lub cyfr, na przykład LUB',
};
