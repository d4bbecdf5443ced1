using System.Net.WebSockets;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>Why a socket is closed: the codes of <c>graphql-transport-ws</c>, and some of RFC 6455.</summary>
internal static class SocketCloseCodes
{
    /// <summary>The server ends; the client may connect to another one.</summary>
    public const WebSocketCloseStatus GoingAway = WebSocketCloseStatus.EndpointUnavailable;

    public const WebSocketCloseStatus MessageTooBig = WebSocketCloseStatus.MessageTooBig;

    public const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    public const WebSocketCloseStatus InvalidMessage = (WebSocketCloseStatus)4400;

    public const WebSocketCloseStatus Unauthorized = (WebSocketCloseStatus)4401;

    public const WebSocketCloseStatus Forbidden = (WebSocketCloseStatus)4403;

    public const WebSocketCloseStatus SubprotocolNotAcceptable = (WebSocketCloseStatus)4406;

    public const WebSocketCloseStatus InitialisationTimeout = (WebSocketCloseStatus)4408;

    public const WebSocketCloseStatus SubscriberExists = (WebSocketCloseStatus)4409;

    public const WebSocketCloseStatus TooManyInitialisations = (WebSocketCloseStatus)4429;

    public const WebSocketCloseStatus InternalError = (WebSocketCloseStatus)4500;
}
