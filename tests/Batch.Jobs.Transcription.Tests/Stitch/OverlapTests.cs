using Batch.Jobs.Transcription.Stitch;

namespace Batch.Jobs.Transcription.Tests.Stitch;

public sealed class OverlapTests
{
    [Theory]
    // Said twice, cleanly.
    [InlineData("we went to the old", "to the old", "house on the hill", "we went to the old house on the hill")]
    // The lead-in holds a word that the chunk before lost.
    [InlineData("we went to the", "to the old", "house on the hill", "we went to the old house on the hill")]
    // A word that its time put behind the cut was said before it.
    [InlineData("we went to the old house", "to the old", "house on the hill", "we went to the old house on the hill")]
    // The last word before the cut was cut in two.
    [InlineData("we went to the ho", "to the", "house on the hill", "we went to the house on the hill")]
    // Nothing in common: the times decide.
    [InlineData("we went to the old", "something else", "house on the hill", "we went to the old house on the hill")]
    // Case and punctuation do not matter.
    [InlineData("we went to the old,", "To the OLD", "house.", "we went to the old, house.")]
    [InlineData("we went", "", "on", "we went on")]
    public void Words_WhenHeardTwiceAtACut_AreSaidOnce(string before, string leadIn, string after, string expected)
    {
        var overlap = Overlap.Align(Split(before), Split(leadIn), Split(after));

        Assert.Equal(
            expected,
            string.Join(' ', [.. Split(before).SkipLast(overlap.DropBefore), .. overlap.LeadIn, .. Split(after).Skip(overlap.SkipAfter)]));
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
