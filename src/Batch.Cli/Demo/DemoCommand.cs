using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Transcribing;

namespace Batch.Cli.Demo;

/// <summary><c>batch demo</c>: the main job on the sample corpus.</summary>
internal static class DemoCommand
{
    private const int LinesShown = 3;
    private const int WidthShown = 100;

    public static Command Create(Shell shell) =>
        new Command("demo", "Makes a small corpus of speech and transcribes it.").Runs(shell, async (_, cancellationToken) =>
        {
            var corpus = SampleCorpus.Find(AppContext.BaseDirectory);
            await corpus.MakeAsync(cancellationToken);
            var exitCode = await Transcription.RunAsync(
                shell,
                new TranscribeRequest
                {
                    Paths = [RealPath.Of(corpus.Folder)],
                    OutputFolder = RealPath.Of(corpus.Transcripts),
                    Model = "tiny.en",
                    Language = "en",
                    Formats = TranscriptFormats.All,

                    // The folder is the demo's own, whichever home its last run had.
                    Overwrite = true,
                },
                cancellationToken);

            if (exitCode is ExitCode.Done or ExitCode.ItemsFailed)
            {
                ShowTranscripts(shell, corpus);
            }

            return exitCode;
        });

    private static void ShowTranscripts(Shell shell, SampleCorpus corpus)
    {
        shell.Out.WriteLine();
        shell.Out.WriteLine($"corpus       {corpus.Folder}");
        shell.Out.WriteLine($"transcripts  {corpus.Transcripts}");
        foreach (var file in Directory.EnumerateFiles(corpus.Transcripts, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(LinesShown))
        {
            var text = string.Join(' ', File.ReadLines(file).Take(LinesShown));
            shell.Out.WriteLine($"  {Path.GetRelativePath(corpus.Transcripts, file)}: {(text.Length > WidthShown ? text[..WidthShown] + "..." : text)}");
        }
    }
}
