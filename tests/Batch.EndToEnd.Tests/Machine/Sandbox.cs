namespace Batch.EndToEnd.Tests.Machine;

/// <summary>A folder of a test's own with a home in it; everything goes when the test ends.</summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox() => Directory.CreateDirectory(Source);

    public string Folder { get; } = Directory.CreateTempSubdirectory("batch-e2e-").FullName;

    public string Home => Path.Combine(Folder, "home");

    public string Source => Path.Combine(Folder, "talks");

    public string Out => Path.Combine(Folder, "transcripts");

    /// <summary>Copies a file into the source, under another name where one is given.</summary>
    public string Add(string file, string? name = null)
    {
        var target = Path.Combine(Source, name ?? Path.GetFileName(file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
        return target;
    }

    public string AddText(string name, string text)
    {
        var target = Path.Combine(Source, name);
        File.WriteAllText(target, text);
        return target;
    }

    public BatchProcess Start(params string[] arguments) => BatchProcess.Start(Home, Folder, arguments);

    /// <summary>Runs to the end.</summary>
    public async Task<BatchProcess> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        await process.ExitAsync();
        return process;
    }

    /// <summary>The transcribe command with the settings that the tests share.</summary>
    public string[] Transcribe(params string[] more) =>
        ["transcribe", Source, "--out", Out, "--model", "tiny.en", "--language", "en", .. more];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
