using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.GraphQL.AspNetCore.Requests;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>Requests as the JSON body of a POST.</summary>
internal sealed class HttpPostTransport(GraphQLHttpOptions options)
{
    private readonly Refusal _tooLarge = new(
        StatusCodes.Status413PayloadTooLarge, $"The body is larger than {options.MaxRequestBytes} bytes.", ErrorCodes.LimitExceeded);

    public async ValueTask<ParsedRequests> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!JsonContent.Is(request.ContentType))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "A POST needs \"Content-Type: application/json\", in UTF-8.");
        }

        if (request.Headers.ContainsKey(HeaderNames.ContentEncoding))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "Compressed bodies are not accepted.");
        }

        if (request.ContentLength > options.MaxRequestBytes) return _tooLarge;

        var body = request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            if (result.Buffer.Length > options.MaxRequestBytes)
            {
                body.AdvanceTo(result.Buffer.End);
                return _tooLarge;
            }

            if (result.IsCompleted)
            {
                var parsed = Parse(result.Buffer, context.RequestServices);
                body.AdvanceTo(result.Buffer.End);
                return parsed;
            }

            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private ParsedRequests Parse(ReadOnlySequence<byte> body, IServiceProvider services)
    {
        if (body.IsSingleSegment) return RequestJson.Parse(body.FirstSpan, options, services);
        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return RequestJson.Parse(copy.AsSpan(0, length), options, services);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
