using System.Globalization;
using System.Security.Cryptography;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Media;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>Fetches the source to a local file under a name of ours, and checks that it is still what was listed.</summary>
internal static class SourceFetch
{
    private const string FileName = "source";

    /// <returns>The local file, or why it cannot be used.</returns>
    public static async Task<(string File, StageOutcome.BadInput? Problem)> FetchAsync(IStageRun run, CancellationToken cancellationToken)
    {
        var facts = run.Grant.Source;
        var file = Path.Combine(run.ScratchFolder, FileName);
        if (facts.Bytes == 0)
        {
            return (file, MediaProblem.Empty(facts.Name));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        await using (var source = await run.OpenInputAsync("source", 0, null, cancellationToken))
        await using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true))
        {
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                bytes += read;
                if (bytes > facts.Bytes)
                {
                    break;
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        return (file, Difference(facts.Bytes, bytes, facts.Sha256, Convert.ToHexStringLower(hash.GetHashAndReset())) is { } difference
            ? MediaProblem.SourceChanged(facts.Name, difference)
            : null);
    }

    private static string? Difference(long listedBytes, long bytes, string listedHash, string hash) =>
        bytes > listedBytes ? string.Create(CultureInfo.InvariantCulture, $"it has more than the {listedBytes} bytes it had")
        : bytes < listedBytes ? string.Create(CultureInfo.InvariantCulture, $"it has {bytes} bytes and had {listedBytes}")
        : string.Equals(hash, listedHash, StringComparison.OrdinalIgnoreCase) ? null
        : "its content has another SHA-256";
}
