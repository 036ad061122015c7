//! What the changes mean for the version of the generated crate, by semantic versioning as cargo reads it. Knows numbers only.

use super::change::Impact;

/// Which part of the version has to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// None: nothing has changed.
    None,
    /// The last one.
    Patch,
    /// The middle one.
    Minor,
    /// The first one.
    Major,
}

impl Bump {
    /// As it is written.
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
    /// The worst that happens to programs that use the crate.
    pub rust: Impact,
    /// The worst that happens to programs that talk to the service.
    pub service: Impact,
    /// What kind of release it takes: major when something breaks, minor when something is new, patch when only words differ.
    pub release: Bump,
    /// The version before, as the configuration has it.
    pub version: String,
    /// The lowest version that is allowed now; `None` when the one before is none.
    pub next: Option<String>,
}

impl Verdict {
    /// Of the worst impacts, and whether anything has changed at all.
    pub(super) fn new(rust: Impact, service: Impact, changed: bool, version: &str) -> Self {
        let release = match (rust, changed) {
            (Impact::Breaking, _) => Bump::Major,
            (Impact::Minor, _) => Bump::Minor,
            (Impact::None, true) => Bump::Patch,
            (Impact::None, false) => Bump::None,
        };
        Self {
            rust,
            service,
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

/// The lowest version that tells of such a release. Below 1.0.0 cargo reads the first number that is not zero as the major
/// one: `0.3.1` breaks into `0.4.0`, and everything else makes `0.3.2` of it.
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
    fn versions_grow_as_cargo_reads_them() {
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
    fn below_1_0_0_another_number_grows() {
        for (version, words) in [
            ("0.0.7", "0.0.7 -> 0.0.8"),
            ("0.0.7", "the last number grows"),
            ("0.3.1", "the middle number grows"),
        ] {
            let sentence = Verdict::new(Impact::Breaking, Impact::None, true, version).sentence();
            assert!(sentence.contains(words), "{sentence}");
        }
    }

    #[test]
    fn words_alone_are_a_patch() {
        let verdict = Verdict::new(Impact::None, Impact::None, true, "0.1.0");
        assert_eq!(verdict.release, Bump::Patch);
        assert_eq!(
            verdict.sentence(),
            "patch, 0.1.0 -> 0.1.1: the crate is used as before"
        );
    }
}
