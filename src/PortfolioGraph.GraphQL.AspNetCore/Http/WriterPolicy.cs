using Microsoft.Extensions.ObjectPool;
using PortfolioGraph.GraphQL.Execution;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>Response writers are reused with the buffers they have grown, save after unusually long answers.</summary>
internal sealed class WriterPolicy : PooledObjectPolicy<Utf8ResponseWriter>
{
    private const int LargestKept = 1 << 20;

    public override Utf8ResponseWriter Create() => new();

    public override bool Return(Utf8ResponseWriter obj)
    {
        var keep = obj.Length <= LargestKept;
        obj.Truncate(0);
        return keep;
    }
}
