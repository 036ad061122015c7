//! `Cargo.toml` as text: what the plan says about the package, written by serde.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::{Table, Value};

use crate::plan::{Dates, Feature, Package, Plan, Runtime};

/// The text of `Cargo.toml`, without a head.
pub fn manifest(plan: &Plan) -> String {
    let package = &plan.package;
    let mut example = vec![Example {
        name: "roundtrip",
        required_features: ["registry"],
    }];
    if plan.has_client {
        example.push(Example {
            name: "every_operation",
            required_features: ["client"],
        });
    }
    let manifest = Manifest {
        package: package_table(package),
        features: plan
            .features
            .iter()
            .map(|feature| (feature.name.as_str(), enables(feature)))
            .collect(),
        dependencies: BTreeMap::from([("docwright-runtime", dependency(plan))]),
        example,
        lints: package.in_workspace.then_some(Lints { workspace: true }),
        workspace: (!package.in_workspace).then(BTreeMap::new),
    };
    let mut table = Table::try_from(&manifest).expect("a manifest has text keys only");
    merge(&mut table, &package.manifest);
    toml::to_string(&table).expect("tables of TOML are TOML")
}

/// What a feature switches on.
fn enables(feature: &Feature) -> Vec<String> {
    let own = feature.enables.iter().map(|name| name.as_str().to_owned());
    let runtime = feature.runtime.iter();
    own.chain(runtime.map(|name| format!("docwright-runtime/{name}")))
        .collect()
}

/// Adds what the configuration wants to have in the manifest.
fn merge(table: &mut Table, wanted: &Table) {
    for (key, value) in wanted {
        match (table.get_mut(key), value) {
            (Some(Value::Table(table)), Value::Table(wanted)) => merge(table, wanted),
            (Some(Value::Array(list)), Value::Array(wanted)) => list.extend(wanted.iter().cloned()),
            _ => drop(table.insert(key.clone(), value.clone())),
        }
    }
}

fn package_table(package: &Package) -> PackageTable<'_> {
    PackageTable {
        name: &package.name,
        version: &package.version,
        edition: "2024",
        rust_version: "1.88",
        description: &package.description,
        license: package.license.as_deref(),
        repository: package.repository.as_deref(),
        metadata: Metadata {
            docs: DocsMetadata {
                rs: DocsRs {
                    all_features: true,
                    rustdoc_args: ["--cfg", "docsrs"],
                },
            },
        },
    }
}

fn dependency(plan: &Plan) -> Dependency<'_> {
    let (version, path) = match &plan.package.runtime {
        Runtime::Version(version) => (version, None),
        Runtime::Path { path, version } => (version, Some(path.as_str())),
    };
    Dependency {
        version,
        path,
        features: match plan.dates {
            Dates::Jiff => Vec::new(),
            Dates::Chrono => vec!["chrono"],
            Dates::Time => vec!["time"],
        },
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    package: PackageTable<'a>,
    features: BTreeMap<&'a str, Vec<String>>,
    dependencies: BTreeMap<&'a str, Dependency<'a>>,
    example: Vec<Example<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lints: Option<Lints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workspace: Option<BTreeMap<&'a str, &'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PackageTable<'a> {
    name: &'a str,
    version: &'a str,
    edition: &'a str,
    rust_version: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repository: Option<&'a str>,
    metadata: Metadata<'a>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    docs: DocsMetadata<'a>,
}

#[derive(Serialize)]
struct DocsMetadata<'a> {
    rs: DocsRs<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct DocsRs<'a> {
    all_features: bool,
    rustdoc_args: [&'a str; 2],
}

#[derive(Serialize)]
struct Dependency<'a> {
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    features: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Example<'a> {
    name: &'a str,
    required_features: [&'a str; 1],
}

#[derive(Serialize)]
struct Lints {
    workspace: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_merged_lists_added_to_and_the_rest_replaced() {
        let mut table: Table = toml::from_str(
            "description = 'ours'\n[features]\ndefault = ['a']\n[[example]]\nname = 'roundtrip'\n",
        )
        .unwrap();
        let wanted: Table = toml::from_str(
            "description = 'theirs'\n[features]\ndefault = ['b']\n[dev-dependencies]\ntokio = '1'\n[[example]]\nname = 'send'\n",
        )
        .unwrap();
        merge(&mut table, &wanted);
        assert_eq!(
            toml::to_string(&table).unwrap(),
            "description = \"theirs\"\n\n[features]\ndefault = [\"a\", \"b\"]\n\n[[example]]\nname = \"roundtrip\"\n\n\
             [[example]]\nname = \"send\"\n\n[dev-dependencies]\ntokio = \"1\"\n"
        );
    }
}
