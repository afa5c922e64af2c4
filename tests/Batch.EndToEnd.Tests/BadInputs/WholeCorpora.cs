using System.Text.Json;
using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.BadInputs;

/// <summary>One run over every folder of test audio whose manifest says what is right for each file.</summary>
public sealed class WholeCorpora : IAsyncLifetime
{
    private static readonly string[] Folders = ["broken_inputs", "crafted_formats", "crafted_video", "crafted_silence_noise", "music_only"];

    internal Sandbox Sandbox { get; } = new();

    internal BatchProcess Process { get; private set; } = null!;

    internal IReadOnlyDictionary<string, JsonElement> Manifest { get; private set; } = new Dictionary<string, JsonElement>();

    public async ValueTask InitializeAsync()
    {
        foreach (var folder in Folders)
        {
            Sandbox.AddFolder(Repository.Audio($"{folder}/files"), folder);
        }

        Process = await Sandbox.RunAsync(Sandbox.Transcribe());
        Manifest = Sandbox.Results.Manifest();
    }

    /// <summary>Every file of a folder with what is expected, what became of it, and what was heard.</summary>
    internal IReadOnlyList<(SpeechManifest.Line Expected, JsonElement Line, string Text)> Files(params string[] statuses) =>
    [
        .. Folders.SelectMany(folder => SpeechManifest.Read(folder).Where(line => statuses.Contains(line.Status)).Select(line =>
        {
            var source = $"{folder}/{line.File}";
            var entry = Manifest[source];
            var heard = entry.GetProperty("status").GetString() == "completed" ? Sandbox.Results.Text(source) : "";
            return (line, entry, heard);
        })),
    ];

    public ValueTask DisposeAsync()
    {
        Process?.Dispose();
        Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }
}
