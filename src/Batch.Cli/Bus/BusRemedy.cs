namespace Batch.Cli.Bus;

/// <summary>What is done about a bus that does not receive.</summary>
internal enum BusRemedy
{
    /// <summary>It receives, connects by itself, or is given more time.</summary>
    None,

    /// <summary>It is stopped and started within this process.</summary>
    Restart,

    /// <summary>That did not help: the process ends, and whoever supervises it starts a new one.</summary>
    EndProcess,
}
