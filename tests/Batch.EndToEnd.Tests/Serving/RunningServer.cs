using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Serving;

/// <summary>A server to which the sample spec was submitted and watched to its end, as the README shows it.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    internal Sandbox Sandbox { get; } = new();

    internal UpServer Server { get; private set; } = null!;

    internal BatchProcess Submitted { get; private set; } = null!;

    /// <summary>The id of the sample job: two recordings that are done, a broken one that failed.</summary>
    internal string Job => Submitted.Out.Split('\n')[0];

    public async ValueTask InitializeAsync()
    {
        var corpus = Path.Combine(Sandbox.Folder, "jobs", "samples", "corpus");
        Directory.CreateDirectory(corpus);
        foreach (var line in Utterances.Short(2))
        {
            File.Copy(Utterances.FileOf(line), Path.Combine(corpus, line.File));
        }

        File.WriteAllText(Path.Combine(corpus, "broken.mp3"), "<html>Not found</html>");
        Server = await UpServer.StartAsync(Sandbox);
        Submitted = await Sandbox.RunAsync(
            "submit", Path.Combine(Repository.Root, "jobs", "samples", "transcribe-folder.json"), "--server", Server.Address, "--watch");
    }

    /// <summary>Runs a verb against the server.</summary>
    internal Task<BatchProcess> RunAsync(params string[] arguments) => Sandbox.RunAsync([.. arguments, "--server", Server.Address]);

    public ValueTask DisposeAsync()
    {
        Submitted?.Dispose();
        Server?.Dispose();
        Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }
}
