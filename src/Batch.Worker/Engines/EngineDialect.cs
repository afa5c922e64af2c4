using System.Globalization;
using System.Text;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>Which fields an engine understands: a capability of the engine, so presets belong to it.</summary>
internal abstract class EngineDialect
{
    /// <summary>whisper.cpp's server, with its own fields beside OpenAI's.</summary>
    public static EngineDialect WhisperServer { get; } = new WhisperServerDialect();

    /// <summary>Any OpenAI-compatible server: the standard fields and nothing else, others are refused or ignored.</summary>
    public static EngineDialect OpenAi { get; } = new OpenAiDialect();

    public abstract IEnumerable<(string Name, string Value)> FieldsOf(EngineRequest request, string model);

    private sealed class WhisperServerDialect : EngineDialect
    {
        // Whisper takes at most half of its 448 tokens of text as a prompt.
        private const int LongestPrompt = 224;

        public override IEnumerable<(string Name, string Value)> FieldsOf(EngineRequest request, string model)
        {
            yield return ("response_format", "verbose_json");
            yield return ("language", request.Language ?? "auto");

            // Otherwise one more pass of the encoder for each request.
            yield return ("no_language_probabilities", "true");

            // 0 would mean 60 characters, and words cut in two.
            yield return ("max_len", "100000");
            yield return ("split_on_word", "true");
            foreach (var field in Of(request.Preset))
            {
                yield return field;
            }

            if (request.ShortWindow && AudioContext.For(request.Pcm.Length) is { } context)
            {
                yield return ("audio_ctx", context.ToString(CultureInfo.InvariantCulture));
            }

            if (request.Prompt is not { Length: > 0 } prompt)
            {
                yield return ("max_context", "0");
                yield break;
            }

            // With a context of 0 the prompt is ignored; with room for the prompt alone no text is carried over.
            var tokens = Math.Min(LongestPrompt, (Encoding.UTF8.GetByteCount(prompt) / 3) + 1);
            yield return ("prompt", prompt);
            yield return ("carry_initial_prompt", "true");
            yield return ("max_context", tokens.ToString(CultureInfo.InvariantCulture));
        }

        private static (string Name, string Value)[] Of(DecodingPreset preset) => preset switch
        {
            DecodingPreset.Fast =>
                [("beam_size", "1"), ("best_of", "1"), ("temperature", "0"), ("temperature_inc", "0.2")],
            _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "This preset is not known."),
        };
    }

    private sealed class OpenAiDialect : EngineDialect
    {
        public override IEnumerable<(string Name, string Value)> FieldsOf(EngineRequest request, string model)
        {
            yield return ("model", model);
            yield return ("response_format", "verbose_json");
            yield return ("temperature", "0");
            yield return ("timestamp_granularities[]", "segment");
            yield return ("timestamp_granularities[]", "word");
            if (request.Language is { } language)
            {
                yield return ("language", language);
            }

            if (request.Prompt is { Length: > 0 } prompt)
            {
                yield return ("prompt", prompt);
            }
        }
    }
}
