//! The capabilities of the server, and those of the editor that it uses.

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

/// The editor's part of `initialize`.
#[derive(Debug, Default)]
pub(super) struct ClientCapabilities {
    /// The unit of columns.
    pub(super) encoding: Encoding,
    /// Whether servers can ask it to watch files.
    pub(super) watches_files: bool,
    /// The workspace folders.
    pub(super) folders: Vec<PathBuf>,
    /// The user's settings.
    pub(super) options: InitializationOptions,
}

/// The `initializationOptions`. All are optional; unknown ones are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct InitializationOptions {
    /// The docs folder, relative to the first workspace folder.
    pub(super) docs: Option<PathBuf>,
    /// The configuration file, likewise.
    pub(super) config: Option<PathBuf>,
    /// The baseline file, likewise.
    pub(super) baseline: Option<PathBuf>,
    /// The pages whose findings are shown.
    pub(super) findings: ShownPages,
}

/// The pages whose findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ShownPages {
    /// Open pages, and pages whose findings have changed since the server started.
    #[default]
    Touched,
    /// All pages.
    All,
}

impl ClientCapabilities {
    /// Reads the parameters of `initialize`.
    #[expect(deprecated, reason = "older editors send only one root")]
    pub(super) fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let encodings = capabilities
            .general
            .as_ref()
            .and_then(|general| general.position_encodings.as_deref());
        let watched_files = capabilities
            .workspace
            .as_ref()
            .and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let folders = &params.workspace_folders_initialize_params.workspace_folders;
        let folders: Vec<PathBuf> = match folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders
                .iter()
                .filter_map(|folder| uri::to_path(&folder.uri))
                .collect(),
            // Editors without workspaces have one root.
            Some(WorkspaceFolders::Null) | None => {
                params.root_uri.iter().filter_map(uri::to_path).collect()
            }
        };
        let options = params.initialization_options.clone();
        Self {
            encoding: Encoding::choose(encodings.unwrap_or_default()),
            watches_files: watched_files
                .is_some_and(|capability| capability.dynamic_registration == Some(true)),
            folders,
            options: options
                .and_then(|options| serde_json::from_value(options).ok())
                .unwrap_or_default(),
        }
    }
}

/// The result of `initialize`.
pub(super) fn initialize_result(encoding: Encoding) -> InitializeResult {
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

/// Asks the editor to watch pages and configurations that other programs write.
pub(super) fn watchers() -> RegistrationParams {
    let globs = [
        "**/*.{md,MD,mdx,markdown}",
        "**/docwright.toml",
        "**/*baseline*",
    ];
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
