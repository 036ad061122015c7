//! How bad each rule is on each page: the table's severity, then the configuration's word.

use crate::config;
use crate::diag::{Code, Severity};

/// A rule, or all of them, and what a finding counts as; `None` turns the rule off.
#[derive(Clone, Copy, Debug)]
struct Choice {
    code: Option<Code>,
    level: Option<Severity>,
}

/// The choices of a configuration.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    everywhere: Vec<Choice>,
    /// Patterns of paths, each with its choices, in the order of the file.
    somewhere: Vec<(Vec<config::Pattern>, Vec<Choice>)>,
}

impl Levels {
    /// Reads the `[lint]` table.
    ///
    /// # Errors
    /// The name that is no rule's.
    pub fn new(lint: &config::Lint) -> Result<Self, String> {
        let somewhere = lint
            .paths
            .iter()
            .map(|entry| Ok((entry.paths.clone(), choices(&entry.rules)?)))
            .collect::<Result<_, String>>()?;
        Ok(Self {
            everywhere: choices(&lint.rules)?,
            somewhere,
        })
    }

    /// How bad a finding of the rule is on the page; `None` when it is turned off there. Of several choices that fit, the
    /// last one counts.
    pub fn of(&self, code: Code, path: &str) -> Option<Severity> {
        let fits = |patterns: &[config::Pattern]| patterns.iter().any(|pattern| pattern.fits(path));
        let local = self
            .somewhere
            .iter()
            .filter(|(patterns, _)| fits(patterns))
            .flat_map(|(_, choices)| choices);
        self.everywhere
            .iter()
            .chain(local)
            .rfind(|choice| choice.code.is_none_or(|chosen| chosen == code))
            .map_or(Some(code.severity()), |choice| choice.level)
    }
}

/// `all` comes first, so that single rules can be set apart from it.
fn choices(rules: &config::LintRules) -> Result<Vec<Choice>, String> {
    let mut out = Vec::new();
    for (name, level) in rules {
        let level = match level {
            config::Level::Off => None,
            config::Level::Note => Some(Severity::Note),
            config::Level::Warning => Some(Severity::Warning),
            config::Level::Error => Some(Severity::Error),
        };
        if name == "all" {
            out.insert(0, Choice { code: None, level });
        } else {
            let code = Code::named(name).ok_or_else(|| name.clone())?;
            out.push(Choice {
                code: Some(code),
                level,
            });
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_nearest_word_counts() {
        let config = Config::parse(
            r#"
[lint.rules]
ragged-table-row = "error"
unknown-url = "off"

[[lint.paths]]
paths = ["api/draft-*.md"]
rules = { all = "note", unknown-url = "warning" }
"#,
        )
        .unwrap();
        let levels = Levels::new(&config.lint).unwrap();
        let of = |code, path| levels.of(code, path);
        assert_eq!(of(Code::RaggedTableRow, "a.md"), Some(Severity::Error));
        assert_eq!(of(Code::UnknownUrl, "a.md"), None);
        assert_eq!(of(Code::UnknownType, "a.md"), Some(Severity::Warning));
        assert_eq!(
            of(Code::RaggedTableRow, "api/draft-a.md"),
            Some(Severity::Note)
        );
        assert_eq!(
            of(Code::UnknownUrl, "api/draft-a.md"),
            Some(Severity::Warning)
        );
    }
}
