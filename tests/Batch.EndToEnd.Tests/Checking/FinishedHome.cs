using Batch.EndToEnd.Tests.Machine;
using Batch.ScriptedEngine;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>A home in which one job has ended and no process runs: copies of it are broken, to see whether the checker finds out.</summary>
public sealed class FinishedHome : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var (item, seconds) in new[] { (0, 3), (1, 3), (2, 70) })
        {
            _sandbox.AddBytes($"{item}.wav", MarkedSound.Wav(item, seconds));
        }

        using var engine = new UrlEngine(_sandbox.Folder, speed: 0);
        await engine.Member.StartAsync();
        var port = UpServer.FreePort();
        using var server = await UpServer.OfAsync(BatchProcess.Start(
            _sandbox.Folder,
            [$"BATCH_HOME={_sandbox.Home}", $"Batch__Workers__local__Engine__Url={engine.Address}"],
            ["dotnet", Repository.Executable, "up", "--port", $"{port}"]), port);
        await server.EventsAsync(await server.SubmitAsync(_sandbox.Source, _sandbox.Out, chunkSeconds: 30));
        server.Process.Terminate();
        await server.Process.ExitAsync();
        Assert.True(server.Process.ExitCode == 0, server.Process.Everything);
    }

    /// <summary>What the checker says of a copy.</summary>
    /// <param name="injure">Gets the rows, the objects and the output folder of the copy.</param>
    internal CheckReport CheckCopy(Action<Records, StoredObjects, string> injure)
    {
        var copy = Directory.CreateTempSubdirectory("batch-e2e-copy-").FullName;
        try
        {
            Tool.Run("cp", "-a", _sandbox.Home, _sandbox.Out, copy);
            using var records = Records.Sqlite(Path.Combine(copy, "home"));
            var outputs = Path.Combine(copy, "transcripts");
            foreach (var table in new[] { "jobs SET Submission_OutputFolder", "output_entries SET Folder" })
            {
                records.Execute($"UPDATE {table} = '{outputs}'");
            }

            var objects = StoredObjects.Folder(Path.Combine(copy, "home", "objects"));
            injure(records, objects, outputs);
            return new Checker(records, objects).Run(atRest: true);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    public ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        return ValueTask.CompletedTask;
    }
}
