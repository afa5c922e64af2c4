using System.Diagnostics;
using System.Globalization;

namespace Batch.Bench.Plan;

/// <summary>Plans a job and copies its chunk rows by hand, in turns, and prints the ratio of the two rates.</summary>
internal sealed class Comparison
{
    public required string Server { get; init; }

    public required int Items { get; init; }

    public required int ChunksPerItem { get; init; }

    public required int Pairs { get; init; }

    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var ratios = new List<double>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            await using var database = await BenchDatabase.CreateAsync(Server, cancellationToken);
            TimeSpan ours;
            await using (var planning = await Planning.StartAsync(database.Connection, cancellationToken))
            {
                await planning.OpenAsync(Items, ChunksPerItem, cancellationToken);
                var claims = await planning.ClaimAsync(cancellationToken);
                ours = await planning.PlanAsync(cancellationToken);
                var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  claims {Items / claims.TotalSeconds:F0}/s   peak memory {peak} MiB"));
            }

            var (rows, bare) = await RawCopy.RunAsync(database.Connection, cancellationToken);
            ratios.Add(bare / ours);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"pair {pair + 1}: {rows} chunks, ours {ours.TotalSeconds:F1} s ({rows / ours.TotalSeconds:F0}/s), COPY {bare.TotalSeconds:F1} s ({rows / bare.TotalSeconds:F0}/s), ratio {bare / ours:F3}"));
        }

        ratios.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio {ratios[ratios.Count / 2]:F3} (from {ratios[0]:F3} to {ratios[^1]:F3})"));
    }
}
