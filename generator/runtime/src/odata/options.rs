//! Options on a call that name properties. Each replaces what was set before, since a URL may hold each option once.

use super::names::{NamesList, PropertyNames};
use crate::client::Call;

impl Call {
    /// `$select`: only these properties. No names: no option.
    pub fn select(self, names: &dyn PropertyNames) -> Self {
        self.names("$select", names)
    }

    /// `$expand`: these related objects too. No names: no option.
    pub fn expand(self, names: &dyn PropertyNames) -> Self {
        self.names("$expand", names)
    }

    /// `$orderby`: in this order. No names: no option.
    pub fn order_by(self, names: &dyn PropertyNames) -> Self {
        self.names("$orderby", names)
    }

    /// `$filter`: only items for which this holds; the text of a [`super::Filter`]. Empty: no option.
    pub fn filter(self, filter: &str) -> Self {
        if filter.is_empty() {
            return self;
        }
        self.set_query("$filter", &filter)
    }

    fn names(self, option: &str, names: &dyn PropertyNames) -> Self {
        let list = NamesList::new(names);
        if list.is_empty() {
            return self;
        }
        self.set_query(option, &list.as_str())
    }
}

/// Words for `$search`, in double quotes; quotes and backslashes in it are escaped (ABNF 4.01, `searchPhrase`).
///
/// ```
/// assert_eq!(docwright_runtime::odata::phrase("subject:half 3\""), "\"subject:half 3\\\"\"");
/// ```
pub fn phrase(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for letter in words.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
