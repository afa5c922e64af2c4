namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>What a program that reads untrusted input may use.</summary>
internal sealed record SandboxLimits
{
    /// <summary>Wall time, after which its process tree is killed.</summary>
    public required TimeSpan Wall { get; init; }

    /// <summary>Processor time in seconds.</summary>
    public required int CpuSeconds { get; init; }

    /// <summary>Address space in bytes.</summary>
    public required long MemoryBytes { get; init; }
}
