//! The report for people.

use std::fmt;

use super::{CalledOperation, Caller, CallerPermissions, PermissionReport, Reliance, SourceLine};
use crate::model::OperationId;

/// The number of positions that are listed for one operation; JSON has all.
const SHOWN: usize = 3;

impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DelegatedWork => "delegated, work or school account",
            Self::DelegatedPersonal => "delegated, personal account",
            Self::Application => "application",
        })
    }
}

impl fmt::Display for SourceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl fmt::Display for CalledOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.url {
            Some(url) => write!(f, "{} {url} ({})", self.method.as_str(), self.id.0)?,
            None => write!(f, "{} ({})", self.id.0, self.method.as_str())?,
        }
        for (at, place) in self.places.iter().take(SHOWN).enumerate() {
            write!(f, "{} {place}", if at == 0 { " at" } else { "," })?;
        }
        match self.places.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            hidden => write!(f, " and {hidden} more"),
        }
    }
}

/// Ends with a line break.
impl fmt::Display for PermissionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.operations.len();
        writeln!(f, "{count} operation{}", if count == 1 { "" } else { "s" })?;
        for needs in &self.callers {
            self.caller(needs, f)?;
        }
        if !self.unresolved.is_empty() {
            writeln!(
                f,
                "\nthese calls could not be resolved, so their permissions are not listed:"
            )?;
        }
        for unresolved in &self.unresolved {
            let (place, text, reason) = (&unresolved.place, &unresolved.text, &unresolved.reason);
            writeln!(f, "  {place}: {text}: {reason}")?;
        }
        Ok(())
    }
}

impl PermissionReport {
    fn caller(&self, needs: &CallerPermissions, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = needs
            .permissions
            .iter()
            .map(|needed| needed.name.as_str())
            .collect();
        let list = if names.is_empty() {
            "none known".to_owned()
        } else {
            names.join(", ")
        };
        writeln!(f, "\n{}: {list}", needs.caller)?;
        for needed in &needs.permissions {
            writeln!(f, "  {}", needed.name)?;
            for Reliance { id, would_do } in &needed.operations {
                self.operation(id, "    ", f)?;
                if would_do.is_empty() {
                    writeln!(f)?;
                } else {
                    writeln!(f, "; {} would suffice", would_do.join(" or "))?;
                }
            }
        }
        for (title, ids) in [
            ("cannot call", &needs.not_supported),
            ("not documented", &needs.unknown),
        ] {
            if !ids.is_empty() {
                writeln!(f, "  {title}")?;
            }
            for id in ids {
                self.operation(id, "    ", f)?;
                writeln!(f)?;
            }
        }
        Ok(())
    }

    fn operation(&self, id: &OperationId, indent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operations.iter().find(|called| called.id == *id) {
            Some(called) => write!(f, "{indent}{called}"),
            None => write!(f, "{indent}{}", id.0),
        }
    }
}
