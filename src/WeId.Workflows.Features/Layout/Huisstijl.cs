using MudBlazor;

namespace WeId.Workflows.Features.Layout;

/// <summary>Colours and type of the pages, for MudBlazor; weid.css has the same for plain HTML.</summary>
public static class Huisstijl
{
    private static readonly string[] Font = ["Open Sans", "Arial", "sans-serif"];

    /// <summary>The theme. Each colour has a contrast of at least 4.5 on its ground.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#17406D",
            Secondary = "#0B6E8A",
            Tertiary = "#6B4FA0",
            Info = "#17406D",
            Success = "#1F7A3A",
            Warning = "#8A5200",
            Error = "#B3261E",
            Background = "#F6F7F9",
            Surface = "#FFFFFF",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#1B1F24",
            TextPrimary = "#1B1F24",
            TextSecondary = "#55606E",
            // MudBlazor's default is too light to be read.
            TextDisabled = "#6B7480",
            ActionDefault = "#55606E",
            LinesDefault = "#C9D2DD",
            LinesInputs = "#7A8694",
            TableLines = "#C9D2DD",
            Divider = "#C9D2DD",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.5" },
            H1 = new H1Typography { FontFamily = Font, FontSize = "1.75rem", FontWeight = "600", LineHeight = "1.3" },
            H2 = new H2Typography { FontFamily = Font, FontSize = "1.375rem", FontWeight = "600", LineHeight = "1.3" },
            H3 = new H3Typography { FontFamily = Font, FontSize = "1.125rem", FontWeight = "600", LineHeight = "1.4" },
            H4 = new H4Typography { FontFamily = Font, FontSize = "1.125rem", FontWeight = "600" },
            H5 = new H5Typography { FontFamily = Font, FontSize = "1.125rem", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.125rem", FontWeight = "600" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.5" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = "0.9375rem", LineHeight = "1.5" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "1rem", FontWeight = "600", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px" },
    };
}
