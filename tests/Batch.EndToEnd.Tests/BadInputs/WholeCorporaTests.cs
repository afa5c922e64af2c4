using System.Text.Json;
using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.BadInputs;

public sealed class WholeCorporaTests(WholeCorpora run) : IClassFixture<WholeCorpora>
{
    // Of these the manifest allows a transcript: their audio decodes, though it is not what was recorded.
    private static readonly string[] MayDecode = ["no crash", "empty transcript"];

    [Fact]
    public void BadInput_WhenBroken_FailsNamingTheFileAndARemedy() => Check("broken", (expected, line, _) =>
    {
        if (MayDecode.Any(words => expected.Note.Contains(words, StringComparison.Ordinal)) && Status(line) == "completed")
        {
            return null;
        }

        if (Status(line) != "failed")
        {
            return $"is {Status(line)}, not failed";
        }

        var error = line.GetProperty("error");
        return !error.GetProperty("message").GetString()!.Contains(expected.File, StringComparison.Ordinal) ? "its message does not name it"
            : error.GetProperty("remedy").GetString()!.Length < 10 ? "it has no remedy"
            : line.GetProperty("outputs").GetArrayLength() > 0 ? "it has outputs"
            : line.GetProperty("attempts").GetInt32() > 1 ? "it was tried again"
            : null;
    });

    [Fact]
    public void BadInput_WhenRandomBytes_InventsNoWords() => Check("broken", (expected, _, text) =>
        expected.File.StartsWith("random", StringComparison.Ordinal) && text.Length > 0 ? $"says '{text}'" : null);

    [Fact]
    public void BadInput_WhenPartlyBroken_IsTranscribedAsFarAsItGoes() => Check("broken-partial", (expected, line, text) =>
    {
        // Cut files hold half or two thirds of the words; the warning says so.
        var cut = expected.File.Contains("truncated", StringComparison.Ordinal);
        var least = cut ? 0.35 : 0.8;
        var recall = WordErrorRate.Recall(expected.Reference, text);
        return Status(line) != "completed" ? $"is {Status(line)}"
            : recall < least ? $"has {recall:P0} of the words: {text}"
            : cut && line.GetProperty("warnings").GetArrayLength() == 0 ? "has no warning"
            : null;
    });

    [Fact]
    public void BadInput_WhenOnlyTheFormatIsUnusual_HasTheWords() => Check("derived", (expected, line, text) =>
        Status(line) != "completed" ? $"is {Status(line)}"
            : WordErrorRate.Recall(expected.Reference, text) is < 0.8 and var recall ? $"has {recall:P0} of the words: {text}"
            : null);

    [Fact]
    public void BadInput_WhenNobodySpeaks_HasNoWords() => Check("non-speech", (expected, line, text) =>
        Status(line) == "failed" && expected.Note.Contains("clear error", StringComparison.Ordinal) ? null
            : Status(line) != "completed" ? $"is {Status(line)}"
            : text.Length > 0 ? $"says '{text}'"
            : null);

    [Fact]
    public void Transcripts_WhenAnythingWasDecoded_AddUp()
    {
        foreach (var (source, line) in run.Manifest.Where(entry => Status(entry.Value) == "completed"))
        {
            run.Sandbox.Results.CheckTimes(source);
            Assert.True(line.GetProperty("durationSeconds").GetDouble() > 0, source);
        }
    }

    [Fact]
    public void Transcribe_WhenSomeItemsFail_EndsWithOneAndNamesEachWithItsReason()
    {
        Assert.True(run.Process.ExitCode == 1, run.Process.Everything);
        foreach (var (source, line) in run.Manifest.Where(entry => Status(entry.Value) == "failed"))
        {
            var message = line.GetProperty("error").GetProperty("message").GetString()!;
            Assert.Contains($"failed: {source}", run.Process.Error, StringComparison.Ordinal);
            Assert.Contains(message, run.Process.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Invariants_WhenSomeItemsFailed_Hold() => run.Sandbox.CheckInvariants();

    private static string? Status(JsonElement line) => line.GetProperty("status").GetString();

    private void Check(string status, Func<SpeechManifest.Line, JsonElement, string, string?> wrong)
    {
        var files = run.Files(status);
        Assert.NotEmpty(files);
        Assert.Empty(files
            .Select(file => (file.Expected.File, Wrong: wrong(file.Expected, file.Line, file.Text)))
            .Where(file => file.Wrong is not null)
            .Select(file => $"{file.File} {file.Wrong}"));
    }
}
