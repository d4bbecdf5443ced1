using Microsoft.Extensions.ObjectPool;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>Response writers are reused with the buffers they have grown, save after unusually long answers.</summary>
/// <param name="memory">What their buffers are counted in.</param>
internal sealed class WriterPolicy(ResponseMemory memory) : PooledObjectPolicy<Utf8ResponseWriter>
{
    private const int LargestKept = 1 << 20;

    public override Utf8ResponseWriter Create() => new(memory: memory);

    public override bool Return(Utf8ResponseWriter obj)
    {
        var keep = obj.Capacity <= LargestKept;
        obj.Truncate(0);
        return keep;
    }
}
