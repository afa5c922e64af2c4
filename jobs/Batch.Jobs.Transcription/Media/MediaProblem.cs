using Batch.Contracts.Kinds;

namespace Batch.Jobs.Transcription.Media;

/// <summary>Every reason why a source cannot be prepared, with its code, its sentence and its remedy.</summary>
internal static class MediaProblem
{
    public static StageOutcome.BadInput SourceChanged(string name, string difference) => new(
        "source_changed",
        $"{name} changed after it was listed: {difference}.",
        "Run the job again once the file no longer changes.");

    public static StageOutcome.BadInput Empty(string name) => new(
        "empty_file", $"{name} is empty (0 bytes).", "Copy or record the file again.");

    public static StageOutcome.BadInput NotMedia(string name, string detail) => new(
        "not_media",
        $"{name} is not audio or video in a format that is read here{Detail(detail)}.",
        "Check that the file plays; convert it to WAV, FLAC, MP3, M4A or OGG, or exclude it.");

    public static StageOutcome.BadInput Truncated(string name, string detail) => new(
        "truncated_file",
        $"{name} is cut off: the index that says where its audio lies is missing{Detail(detail)}.",
        "Copy or download the file again, or repair it with the program that recorded it.");

    public static StageOutcome.BadInput NoAudio(string name) => new(
        "no_audio_stream", $"{name} has no audio track.", "Exclude the file, or add its sound.");

    public static StageOutcome.BadInput UnknownCodec(string name) => new(
        "unknown_codec", $"{name} is encoded in a way that ffmpeg does not know.", "Convert it to WAV, FLAC or MP3 with the program that made it.");

    public static StageOutcome.BadInput AbsurdHeader(string name, string detail) => new(
        "absurd_header", $"{name} has a header that cannot be true: {detail}.", "Export the recording again; its header is damaged.");

    public static StageOutcome.BadInput TooLong(string name, double hours) => new(
        "too_long",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} holds more than {hours:0} hours of audio."),
        "Split the recording into shorter files.");

    public static StageOutcome.BadInput NothingDecoded(string name, string detail) => new(
        "nothing_decoded",
        $"{name} has an audio track, but not one sample of it could be decoded{Detail(detail)}.",
        "Check that the file plays; copy or export it again.");

    public static StageOutcome.BadInput DecoderCrashed(string name, string detail) => new(
        "decoder_crashed",
        $"{name} makes the decoder crash{Detail(detail)}.",
        "Update ffmpeg; else convert the file to WAV or FLAC with the program that made it.");

    public static StageOutcome.BadInput TooSlow(string name, TimeSpan limit) => new(
        "decoding_timeout",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} could not be decoded within {limit.TotalSeconds:0} s."),
        "Check that the file plays; convert it to WAV or FLAC.");

    private static string Detail(string detail) => detail.Length == 0 ? "" : $" (ffmpeg: {detail})";
}
