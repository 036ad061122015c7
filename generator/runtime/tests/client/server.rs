//! A server that speaks bytes, for answers that no decent server gives: broken off, endless, silent.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// What it does on one connection, after a request has come.
#[derive(Clone)]
pub(crate) enum Act {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends these bytes, then nothing more.
    Stall(Vec<u8>),
    /// Closes at once.
    Close,
}

/// Serves one act per connection, the last one for ever; gives its address.
pub(crate) async fn serve(acts: Vec<Act>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut index = 0;
        while let Ok((mut stream, _)) = listener.accept().await {
            let act = acts[index.min(acts.len() - 1)].clone();
            index += 1;
            tokio::spawn(async move {
                let mut request = vec![0; 65536];
                let _ = stream.read(&mut request).await;
                match act {
                    Act::Send(bytes) => {
                        let _ = stream.write_all(&bytes).await;
                        let _ = stream.shutdown().await;
                    }
                    Act::Stall(bytes) => {
                        let _ = stream.write_all(&bytes).await;
                        tokio::time::sleep(Duration::from_secs(600)).await;
                    }
                    Act::Close => {}
                }
            });
        }
    });
    format!("http://{address}")
}

/// A whole answer with this body.
pub(crate) fn ok(body: &str) -> Act {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    Act::Send([head.as_bytes(), body.as_bytes()].concat())
}
