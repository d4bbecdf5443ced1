namespace PortfolioGraph.Sandbox.Settings;

/// <summary>Where the simulated providers listen, whom they let in, and how they behave where the documents leave it open.</summary>
public sealed record SandboxOptions
{
    /// <summary>Port of the simulated OKX on 127.0.0.1; 0 takes a free one.</summary>
    public int OkxPort { get; init; }

    /// <summary>Port of the simulated Mesh; 0 takes a free one.</summary>
    public int MeshPort { get; init; }

    /// <summary>Port of the simulated Neptune; 0 takes a free one.</summary>
    public int NeptunePort { get; init; }

    /// <summary>The only accepted <c>OK-ACCESS-KEY</c>.</summary>
    public string OkxApiKey { get; init; } = "sandbox-key";

    /// <summary>The secret that OKX requests are signed with.</summary>
    public string OkxSecretKey { get; init; } = "sandbox-secret";

    /// <summary>The only accepted <c>OK-ACCESS-PASSPHRASE</c>.</summary>
    public string OkxPassphrase { get; init; } = "sandbox-passphrase";

    /// <summary>The project id to print for clients. Like DeFi v5 and v6, the simulator does not insist on <c>OK-ACCESS-PROJECT</c>.</summary>
    public string OkxProjectId { get; init; } = "sandbox-project";

    /// <summary>The only accepted <c>X-Client-Id</c>.</summary>
    public string MeshClientId { get; init; } = "sandbox-client";

    /// <summary>The only accepted <c>X-Client-Secret</c>.</summary>
    public string MeshClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>The code for an OKX timestamp that is well formed but more than 30 seconds off. Sources disagree: 50102 or 50112.</summary>
    public int OkxExpiredCode { get; init; } = 50102;

    /// <summary>How OKX entries name the wallet that they belong to.</summary>
    public WalletIdStyle WalletIdStyle { get; init; }

    /// <summary>The clock of all three providers: signatures, <c>Date</c> headers, update times and delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
