//! The release that the changes require of the generated crate, by semantic versioning as cargo interprets it.

use super::change::Change;
use super::impact::Impact;

/// Which number of the version has to be increased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// None: nothing changed.
    None,
    /// The last one.
    Patch,
    /// The middle one.
    Minor,
    /// The first one.
    Major,
}

impl Bump {
    /// The name in output: `minor`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// What the changes mean for the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The greatest impact on programs that use the crate.
    pub rust: Impact,
    /// The greatest impact on programs that use the service.
    pub service: Impact,
    /// The release: major if something breaks, minor if something is new, patch for any other change.
    pub release: Bump,
    /// The current version, from the configuration.
    pub version: String,
    /// The lowest next version; `None` if the current one cannot be parsed.
    pub next: Option<String>,
}

impl Verdict {
    /// The verdict on these changes.
    pub(super) fn new(changes: &[Change], version: &str) -> Self {
        Self::from_impacts(
            changes.iter().map(|change| change.rust).max(),
            changes.iter().map(|change| change.service).max(),
            version,
        )
    }

    /// The verdict on the greatest impacts; `None` if nothing changed.
    fn from_impacts(rust: Option<Impact>, service: Option<Impact>, version: &str) -> Self {
        let release = match rust {
            Some(Impact::Breaking) => Bump::Major,
            Some(Impact::Minor) => Bump::Minor,
            Some(Impact::None) => Bump::Patch,
            None => Bump::None,
        };
        Self {
            rust: rust.unwrap_or(Impact::None),
            service: service.unwrap_or(Impact::None),
            release,
            version: version.to_owned(),
            next: next(version, release),
        }
    }

    /// The verdict in one line.
    pub fn sentence(&self) -> String {
        let why = match self.release {
            Bump::Major => "programs that use the crate may not compile any more",
            Bump::Minor => {
                "programs that use the crate compile as before, and there is more to use"
            }
            Bump::Patch => "the crate is used as before",
            Bump::None => return "no change".to_owned(),
        };
        let step = match &self.next {
            Some(next) if *next == self.version => String::new(),
            Some(next) => format!(", {} -> {next}", self.version),
            None => String::new(),
        };
        let early = match self.release {
            Bump::Major if self.version.starts_with("0.0.") => {
                " (below 0.1.0, the last number grows when something breaks)"
            }
            Bump::Major if self.version.starts_with("0.") => {
                " (below 1.0.0, the middle number grows when something breaks)"
            }
            Bump::Major | Bump::Minor | Bump::Patch | Bump::None => "",
        };
        format!("{}{step}: {why}{early}", self.release.name())
    }
}

/// The lowest version for such a release. Below 1.0.0 cargo treats the first number that is not zero as the major one: after
/// `0.3.1` a breaking release is `0.4.0` and any other one `0.3.2`.
fn next(version: &str, release: Bump) -> Option<String> {
    let core = version.split(['-', '+']).next()?;
    let mut numbers = core.split('.').map(str::parse::<u64>);
    let (major, minor, patch) = (
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
    );
    let (major, minor, patch) = match (release, major, minor) {
        (Bump::None, ..) => return Some(version.to_owned()),
        (Bump::Major, 0, 0) => (0, 0, patch.checked_add(1)?),
        (Bump::Major, 0, _) => (0, minor.checked_add(1)?, 0),
        (Bump::Major, ..) => (major.checked_add(1)?, 0, 0),
        (Bump::Minor | Bump::Patch, 0, _) | (Bump::Patch, ..) => {
            (major, minor, patch.checked_add(1)?)
        }
        (Bump::Minor, ..) => (major, minor.checked_add(1)?, 0),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_increased_as_cargo_interprets_them() {
        let cases = [
            ("1.2.3", Bump::Major, Some("2.0.0")),
            ("1.2.3", Bump::Minor, Some("1.3.0")),
            ("1.2.3", Bump::Patch, Some("1.2.4")),
            ("1.2.3", Bump::None, Some("1.2.3")),
            ("0.3.1", Bump::Major, Some("0.4.0")),
            ("0.3.1", Bump::Minor, Some("0.3.2")),
            ("0.0.7", Bump::Major, Some("0.0.8")),
            ("1.0.0-beta.1", Bump::Major, Some("2.0.0")),
            ("one", Bump::Major, None),
        ];
        for (version, release, expected) in cases {
            assert_eq!(next(version, release).as_deref(), expected, "{version}");
        }
    }

    #[test]
    fn below_1_0_0_another_number_is_increased() {
        for (version, words) in [
            ("0.0.7", "0.0.7 -> 0.0.8"),
            ("0.0.7", "the last number grows"),
            ("0.3.1", "the middle number grows"),
        ] {
            let verdict = Verdict::from_impacts(Some(Impact::Breaking), None, version);
            let sentence = verdict.sentence();
            assert!(sentence.contains(words), "{sentence}");
        }
    }

    #[test]
    fn changes_without_impact_are_a_patch() {
        let verdict = Verdict::from_impacts(Some(Impact::None), Some(Impact::None), "0.1.0");
        assert_eq!(verdict.release, Bump::Patch);
        assert_eq!(
            verdict.sentence(),
            "patch, 0.1.0 -> 0.1.1: the crate is used as before"
        );
    }
}
