"""The server's line to a kernel, without the wait that makes sliders lag.

JupyterLab's server leaves Nagle's algorithm on for the websocket between kernel and browser. Together with
delayed acknowledgements it holds back small messages by some 40 ms. The course's server sets TCP_NODELAY.
"""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Sends each message at once."""

    def connect(self) -> Any:
        self.websocket_handler.set_nodelay(True)
        return super().connect()
