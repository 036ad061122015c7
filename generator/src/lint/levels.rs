//! The severity of each rule on each page: the table's, unless the configuration sets another one.

use crate::config;
use crate::diag::{Code, Severity};

/// The level of a rule, or of all rules if there is no code; without a level the rule is off.
#[derive(Clone, Copy, Debug)]
struct RuleLevel {
    code: Option<Code>,
    level: Option<Severity>,
}

/// The `[lint]` table of a configuration.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    all_pages: Vec<RuleLevel>,
    /// Path patterns, each with its levels, in the order of the file.
    by_path: Vec<(Vec<config::Pattern>, Vec<RuleLevel>)>,
}

impl Levels {
    /// Reads the `[lint]` table.
    ///
    /// # Errors
    /// The name that no rule has.
    pub fn new(lint: &config::Lint) -> Result<Self, String> {
        let by_path = lint
            .paths
            .iter()
            .map(|entry| Ok((entry.paths.clone(), rule_levels(&entry.rules)?)))
            .collect::<Result<_, String>>()?;
        Ok(Self {
            all_pages: rule_levels(&lint.rules)?,
            by_path,
        })
    }

    /// The severity of a rule on a page; `None` if it is turned off there. If several entries match, the last one counts.
    pub fn severity(&self, code: Code, path: &str) -> Option<Severity> {
        let fits = |patterns: &[config::Pattern]| patterns.iter().any(|pattern| pattern.fits(path));
        let local = self
            .by_path
            .iter()
            .filter(|(patterns, _)| fits(patterns))
            .flat_map(|(_, levels)| levels);
        self.all_pages
            .iter()
            .chain(local)
            .rfind(|rule| rule.code.is_none_or(|wanted| wanted == code))
            .map_or(Some(code.severity()), |rule| rule.level)
    }
}

/// `all` comes first, so that entries of single rules override it.
fn rule_levels(rules: &config::LintRules) -> Result<Vec<RuleLevel>, String> {
    let mut out = Vec::new();
    for (name, level) in rules {
        let level = match level {
            config::Level::Off => None,
            config::Level::Note => Some(Severity::Note),
            config::Level::Warning => Some(Severity::Warning),
            config::Level::Error => Some(Severity::Error),
        };
        if name == "all" {
            out.insert(0, RuleLevel { code: None, level });
        } else {
            let code = Code::named(name).ok_or_else(|| name.clone())?;
            out.push(RuleLevel {
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
    fn the_last_matching_entry_counts() {
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
        let severity = |code, path| levels.severity(code, path);
        assert_eq!(
            severity(Code::RaggedTableRow, "a.md"),
            Some(Severity::Error)
        );
        assert_eq!(severity(Code::UnknownUrl, "a.md"), None);
        assert_eq!(severity(Code::UnknownType, "a.md"), Some(Severity::Warning));
        assert_eq!(
            severity(Code::RaggedTableRow, "api/draft-a.md"),
            Some(Severity::Note)
        );
        assert_eq!(
            severity(Code::UnknownUrl, "api/draft-a.md"),
            Some(Severity::Warning)
        );
    }
}
