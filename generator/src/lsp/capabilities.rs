//! What the server can do, and what it needs to know of the editor.

use std::path::PathBuf;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, InitializeParams, InitializeResult,
    Registration, RegistrationParams, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFolders,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde::Deserialize;
use serde_json::json;

use super::text::Encoding;
use super::uri;

/// What the editor said at the beginning.
#[derive(Debug, Default)]
pub(super) struct Client {
    /// How it counts columns.
    pub(super) encoding: Encoding,
    /// It lets servers ask for news of files.
    pub(super) watches_files: bool,
    /// The folders of its workspace.
    pub(super) folders: Vec<PathBuf>,
    /// What its user wants of this server.
    pub(super) wishes: Wishes,
}

/// The `initializationOptions`; all of them may be left out, and others are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Wishes {
    /// The docs folder, relative to the first folder of the workspace.
    pub(super) docs: Option<PathBuf>,
    /// The configuration file, likewise.
    pub(super) config: Option<PathBuf>,
    /// The file of accepted findings, likewise.
    pub(super) baseline: Option<PathBuf>,
    /// Which pages have their findings shown.
    pub(super) findings: Shown,
}

/// Which pages have their findings shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Shown {
    /// Open ones, and those whose findings have changed since the server started.
    #[default]
    Touched,
    /// All of them.
    All,
}

impl Client {
    /// Reads what the editor says.
    #[expect(deprecated, reason = "older editors name one root")]
    pub(super) fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let offered = capabilities.general.as_ref();
        let offered = offered.and_then(|general| general.position_encodings.as_deref());
        let workspace = capabilities.workspace.as_ref();
        let watches = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let known = &params.workspace_folders_initialize_params.workspace_folders;
        let folders: Vec<PathBuf> = match known {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders
                .iter()
                .filter_map(|folder| uri::to_path(&folder.uri))
                .collect(),
            // Before there were workspaces there was one root.
            Some(WorkspaceFolders::Null) | None => {
                params.root_uri.iter().filter_map(uri::to_path).collect()
            }
        };
        let wishes = params.initialization_options.clone();
        Self {
            encoding: Encoding::choose(offered.unwrap_or_default()),
            watches_files: watches.is_some_and(|it| it.dynamic_registration == Some(true)),
            folders,
            wishes: wishes
                .and_then(|wishes| serde_json::from_value(wishes).ok())
                .unwrap_or_default(),
        }
    }
}

/// The answer to `initialize`.
pub(super) fn result(encoding: Encoding) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(SaveOptions::default().into()),
        ..TextDocumentSyncOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some(["[", "#", "."].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::SourceFixAll]),
        ..CodeActionOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(true.into()),
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding.name()),
            text_document_sync: Some(sync.into()),
            hover_provider: Some(true.into()),
            completion_provider: Some(completion),
            definition_provider: Some(true.into()),
            references_provider: Some(true.into()),
            document_symbol_provider: Some(true.into()),
            workspace_symbol_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(folders),
                ..WorkspaceOptions::default()
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "docwright".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// Asks for news of pages and configurations that other programs write.
pub(super) fn watchers() -> RegistrationParams {
    let globs = ["**/*.{md,MD}", "**/docwright.toml", "**/*baseline*"];
    let watchers: Vec<_> = globs
        .iter()
        .map(|glob| json!({ "globPattern": glob }))
        .collect();
    RegistrationParams {
        registrations: vec![Registration {
            id: "docwright-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({ "watchers": watchers })),
        }],
    }
}
