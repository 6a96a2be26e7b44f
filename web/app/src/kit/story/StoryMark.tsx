import "./story.css"
import { Icon, type IconName } from "@ui/Icon"

/** The round mark at the head of a line of a story. */
export function StoryMark({ icon }: { icon: IconName }) {
  return (
    <span className="story-mark">
      <Icon name={icon} size={14} />
    </span>
  )
}
