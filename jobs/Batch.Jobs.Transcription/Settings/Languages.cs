using System.Collections.Frozen;

namespace Batch.Jobs.Transcription.Settings;

/// <summary>The languages that Whisper models know, by ISO code.</summary>
internal static class Languages
{
    public const string English = "en";

    /// <summary>The word that leaves the choice to the model.</summary>
    public const string Detect = "auto";

    private static readonly FrozenSet<string> Known = (
        "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk " +
        "te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz " +
        "fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>Whether a model's name says that it knows English only, such as <c>tiny.en-q5_1</c>.</summary>
    public static bool IsEnglishOnly(string model) =>
        model.EndsWith(".en", StringComparison.Ordinal) || model.Contains(".en-", StringComparison.Ordinal);
}
