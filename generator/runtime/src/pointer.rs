//! Writes JSON pointers (RFC 6901).

/// Appends a property to a JSON pointer.
pub(crate) fn push_key(path: &mut String, key: &str) {
    path.push('/');
    for char in key.chars() {
        match char {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            other => path.push(other),
        }
    }
}

/// Appends an index to a JSON pointer.
pub(crate) fn push_index(path: &mut String, index: usize) {
    path.push('/');
    path.push_str(&index.to_string());
}
