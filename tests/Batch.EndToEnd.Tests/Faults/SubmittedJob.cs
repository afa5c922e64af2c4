using Batch.EndToEnd.Tests.Checking;
using Batch.ScriptedEngine;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>A job of marked sound: what must be in its transcripts is known.</summary>
/// <param name="Id">Of the job.</param>
/// <param name="Output">Its folder.</param>
/// <param name="First">Number of the first item.</param>
/// <param name="Items">How many there are.</param>
/// <param name="Seconds">Of each.</param>
internal sealed record SubmittedJob(string Id, string Output, int First, int Items, int Seconds)
{
    /// <summary>Items whose transcript is not, word for word, what their sound says; those without one too.</summary>
    public IReadOnlyList<string> WrongTexts()
    {
        var texts = new OutputFolder(Output).Transcripts().ToDictionary(transcript => transcript.Name, transcript => transcript.Content.GetProperty("text").GetString());
        return
        [
            .. from item in Enumerable.Range(First, Items)
               let expected = string.Join(' ', Enumerable.Range(0, Seconds).Select(second => MarkedSound.TextOf(item, second)))
               let said = texts.GetValueOrDefault($"{item}.wav.json")
               where said != expected
               select $"item {item}: '{said}'",
        ];
    }
}
