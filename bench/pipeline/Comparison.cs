namespace Batch.Bench.Pipeline;

/// <summary>Ours and the bare engine in turns, so that a machine that slows down slows both.</summary>
internal sealed class Comparison
{
    public required FileInfo File { get; init; }

    public required FileInfo ModelFile { get; init; }

    public required string Model { get; init; }

    public required string Language { get; init; }

    public required FileInfo WhisperServer { get; init; }

    public required FileInfo Batch { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan Piece { get; init; }

    public required int Pairs { get; init; }

    public required bool BareOnly { get; init; }

    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        FileInfo[] needed = BareOnly ? [File, ModelFile, WhisperServer] : [File, ModelFile, WhisperServer, Batch];
        if (needed.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            await output.WriteLineAsync($"bench-pipeline: {missing} is not there.");
            return 2;
        }

        var audio = await Audio.DecodeAsync(File, cancellationToken);
        var pieces = audio.Cut(Piece);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{File.Name}: {audio.Seconds:F1} s in {pieces.Count} pieces, {ModelFile.Name}, {Threads} threads, {Pairs} pairs"));

        var pairs = new List<Pair>();
        for (var number = 1; number <= Pairs; number++)
        {
            // The one that goes first changes, so that neither always runs on the cooler machine.
            var bareFirst = number % 2 == 0;
            var bare = bareFirst ? await RunBareAsync(pieces, cancellationToken) : default;
            var ours = BareOnly ? null : await BatchRun.RunAsync(Batch, File, ModelFile, Model, Language, cancellationToken);
            bare = bareFirst ? bare : await RunBareAsync(pieces, cancellationToken);
            pairs.Add(new(audio.Seconds, bare, ours));
            await output.WriteLineAsync($"{number}: {pairs[^1].Show()}");
        }

        await WriteResultAsync(output, pairs);
        return 0;
    }

    private static async Task WriteResultAsync(TextWriter output, List<Pair> pairs)
    {
        await output.WriteLineAsync($"bare   {Spread.Of(pairs.Select(pair => pair.BareSpeed)).Show("F2")} audio seconds per second");
        if (pairs[0].Ours is null)
        {
            return;
        }

        await output.WriteLineAsync($"ours   {Spread.Of(pairs.Select(pair => pair.OurSpeed)).Show("F2")} audio seconds per second");
        await output.WriteLineAsync($"redo   {Spread.Of(pairs.Select(pair => pair.Ours!.Redo.TotalSeconds)).Show("F2")} s of ours went into audio that failed a check");
        await output.WriteLineAsync($"ratio  {Spread.Of(pairs.Select(pair => pair.RatioWithoutRedo)).Show("F3")} without what was redone, which the bare engine does not do");
        await output.WriteLineAsync($"ratio  {Spread.Of(pairs.Select(pair => pair.Ratio)).Show("F3")} ours over bare, median of {pairs.Count} pairs");
    }

    private async Task<TimeSpan> RunBareAsync(IReadOnlyList<byte[]> pieces, CancellationToken cancellationToken)
    {
        await using var engine = await BareEngine.StartAsync(WhisperServer, ModelFile, Threads, Language, cancellationToken);
        return await engine.TranscribeAsync(pieces, cancellationToken);
    }
}
