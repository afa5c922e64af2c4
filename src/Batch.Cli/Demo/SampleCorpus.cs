using System.ComponentModel;
using System.Diagnostics;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Demo;

/// <summary>The sample corpus of the repository, and where its transcripts go.</summary>
/// <param name="Samples">The folder <c>jobs/samples</c>.</param>
internal sealed record SampleCorpus(string Samples)
{
    public string Folder => Path.Combine(Samples, "corpus");

    public string Transcripts => Path.Combine(Samples, "transcripts");

    private string Maker => Path.Combine(Samples, "make-corpus");

    /// <summary>Finds the repository that the executable was built in.</summary>
    public static SampleCorpus Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var corpus = new SampleCorpus(Path.Combine(folder.FullName, "jobs", "samples"));
            if (File.Exists(corpus.Maker))
            {
                return corpus;
            }
        }

        throw CommandFailedException.WrongUse("the sample corpus is not beside this executable: run ./batch demo in a clone of the repository.");
    }

    /// <summary>Makes the recordings where they are not there, made from the same texts.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(Maker, [Folder]) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw CommandFailedException.WrongUse($"{Maker} does not run ({failure.Message}): install bash.");
        }

        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw CommandFailedException.WrongUse($"the sample corpus could not be made (exit code {process.ExitCode} of {Maker}); see above.");
        }
    }
}
