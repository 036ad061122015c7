//! Which names are names of secrets: their values are never printed (design 4.1).

/// Last words of names that hold secrets, lower case.
const SECRET_WORDS: &[&str] = &[
    "password",
    "secret",
    "accesstoken",
    "refreshtoken",
    "secrettext",
    "privatekey",
    "presharedkey",
    "clientsecret",
    "sharedsecret",
    "passphrase",
    "credential",
    "recoverykey",
    "passcode",
    "apikey",
    "sastoken",
];

/// Whether a string property of this name is a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| lower.ends_with(word))
}
