using Batch.Contracts.Leases;
using Batch.Contracts.Objects;

namespace Batch.Contracts.Kinds;

/// <summary>
/// One attempt as its stage runner sees it: its grant, its objects, its devices. Fetch the input first, then enter a
/// device: a worker holds one more attempt than it has slots, so that the next input is there when a device is free.
/// </summary>
public interface IStageRun
{
    ChunkGrant Grant { get; }

    /// <summary>An empty folder of this attempt's own; deleted when it ends.</summary>
    string ScratchFolder { get; }

    /// <summary>Opens an input, whole or a range of its bytes. Reading resumes by itself when the connection breaks.</summary>
    /// <param name="role">See <see cref="InputLink.Role"/>.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes to read; null for the rest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<Stream> OpenInputAsync(string role, long offset, long? length, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an output from a file, create-only. An object that is there already with the same content is success.
    /// </summary>
    Task<WrittenObject> WriteOutputAsync(string name, string file, CancellationToken cancellationToken);

    /// <summary>Writes an output from memory, create-only.</summary>
    Task<WrittenObject> WriteOutputAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Waits for a free slot of a device and meters the attempt on it until the use is disposed.</summary>
    Task<IDeviceUse> EnterDeviceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The same, with an engine that has <paramref name="model"/> loaded. Starting it is charged to the pool as cold start,
    /// not to the attempt.
    /// </summary>
    Task<IEngineUse> EnterEngineAsync(string model, CancellationToken cancellationToken);

    /// <summary>Work units of the chunk that are done, for progress; never falls.</summary>
    void ReportProgress(long workDone);
}
