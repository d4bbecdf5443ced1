namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>What a client is answered with.</summary>
internal enum ResponseMediaType
{
    /// <summary><c>application/json</c>, which says nothing about who made the answer.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: certainly a GraphQL response.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>: payloads as they come.</summary>
    EventStream,

    /// <summary><c>text/html</c>, for the page that a browser gets.</summary>
    Html,
}
