//! `Cargo.toml` as text: what the plan says about the package, written by serde.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::plan::{Package, Plan, Runtime};

/// The text of `Cargo.toml`, without a head.
pub fn manifest(plan: &Plan) -> String {
    let package = &plan.package;
    let example = Example {
        name: "roundtrip",
        required_features: ["registry"],
    };
    let manifest = Manifest {
        package: package_table(package),
        features: plan
            .features
            .iter()
            .map(|f| {
                (
                    f.name.as_str(),
                    f.enables
                        .iter()
                        .map(super::super::plan::FeatureName::as_str)
                        .collect(),
                )
            })
            .collect(),
        dependencies: BTreeMap::from([("docwright-runtime", dependency(&package.runtime))]),
        example: [example],
        lints: package.in_workspace.then_some(Lints { workspace: true }),
        workspace: (!package.in_workspace).then(BTreeMap::new),
    };
    toml::to_string(&manifest).expect("a manifest has text keys only")
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

fn dependency(runtime: &Runtime) -> Dependency<'_> {
    match runtime {
        Runtime::Version(version) => Dependency {
            version,
            path: None,
        },
        Runtime::Path { path, version } => Dependency {
            version,
            path: Some(path),
        },
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    package: PackageTable<'a>,
    features: BTreeMap<&'a str, Vec<&'a str>>,
    dependencies: BTreeMap<&'a str, Dependency<'a>>,
    example: [Example<'a>; 1],
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
